/// Parts of a JSON Schema.
extension JSONValue {
  /// The value, ending in a newline.
  var text: String {
    var text = ""
    write(indent: 0) { text += $0 }
    return text + "\n"
  }

  /// The schema of a value of one of these types.
  static func typed(_ names: String...) -> JSONValue {
    .object([("type", names.count == 1 ? .string(names[0]) : .array(names.map { .string($0) }))])
  }

  /// The schema of an array of such items.
  static func items(_ item: JSONValue) -> JSONValue {
    .object([("type", .string("array")), ("items", item)])
  }

  /// What the schema of an object says; `isComplete` if every member must be there.
  static func objectSchema(
    _ members: [(String, JSONValue)], isComplete: Bool
  ) -> [(String, JSONValue)] {
    [("type", .string("object"))]
      + (isComplete ? [("required", .array(members.map { .string($0.0) }))] : [])
      + [("properties", .object(members))]
  }
}
