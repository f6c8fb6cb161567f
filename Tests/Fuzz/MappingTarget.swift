/// A mapping is refused, or reads any number and date in the supplier's form as one of ours.
///
/// The mapping ends at a line of three percent signs; the number and date stand after it.
func fuzz(_ input: [UInt8]) {
  let text = String(decoding: input, as: UTF8.self)
  let parts = text.split(separator: "\n%%%\n", maxSplits: 1).map(String.init)
  guard let first = parts.first, let mapping = try? Mapping(parsing: first) else { return }
  let value = Array((parts.count == 2 ? parts[1] : first).utf8).prefix(40)
  for rule in mapping.fields.values {
    check(rule.numbers, value)
    for format in rule.dates ?? [.iso] { check(format, value) }
  }
}

private func check(_ format: NumberFormat, _ value: ArraySlice<UInt8>) {
  var output: [UInt8] = []
  guard (try? format.read(value, isNegated: false, into: &output)) != nil else { return }
  var negated: [UInt8] = []
  _ = try? format.read(value, isNegated: true, into: &negated)
  require(output.allSatisfy { $0 == 0x2d || $0 == 0x2e || $0.isDigit }, "what is read is ours")
  guard let number = try? ExactDecimal(parsing: output.span) else { return }
  let opposite = try? ExactDecimal(parsing: negated.span)
  require(opposite?.coefficient == 0 &- number.coefficient, "the other sign is the other sign")
}

private func check(_ format: DateFormat, _ value: ArraySlice<UInt8>) {
  guard let written = try? format.read(value) else { return }
  let date = written.date.description
  require((try? PartialDate(parsing: date))?.description == date, "a date read is one of ours")
  _ = written.lastBefore
}
