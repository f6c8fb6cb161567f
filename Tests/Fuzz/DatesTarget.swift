/// A date or period is refused, or reads as it is written and lies where it may.
func fuzz(_ input: [UInt8]) {
  let text = String(decoding: input, as: UTF8.self)
  if let date = try? PartialDate(parsing: text) {
    require(date.description == text, "a date is written in one way")
  }
  if let day = try? Day(parsing: text) {
    require((try? Day(parsing: day.description)) == day, "a day reads as it is written")
    require(Day(number: day.number) == day, "a day is its number")
    require(day.month.firstDay <= day && day <= day.month.lastDay, "a day lies in its month")
  }
  if let month = try? Month(parsing: text) {
    require(month.adding(months: -25).adding(months: 25) == month, "months add up")
    require(month.description == text, "a month is written in one way")
  }
  if let range = try? PeriodWords(asOf: today).meaning(of: text).months {
    require(range.from < range.to, "a period has a month at least")
  }
}

private let today = Day(number: 20_780)
