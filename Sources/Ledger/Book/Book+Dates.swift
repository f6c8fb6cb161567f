extension Book {
  /// The last day of a column's date in SQL: what must have happened counts from the last day that a
  /// date without a day can mean (METRICS, ruling 17).
  static func lastDay(_ column: String) -> String {
    """
    CASE length(\(column))
      WHEN 10 THEN \(column)
      WHEN 7 THEN date(\(column) || '-01', '+1 month', '-1 day')
      ELSE \(column) || '-12-31' END
    """
  }
}
