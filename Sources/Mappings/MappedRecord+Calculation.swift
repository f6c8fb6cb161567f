// Numbers that are calculated from several cells.

extension MappedRecord {
  /// Calculates the number of a field whose own text is `text`, and appends it to the output, or
  /// nothing where no cell says anything.
  mutating func calculate(
    _ calculation: Calculation<Int>, _ text: ArraySlice<UInt8>, _ index: Int
  ) throws(ConversionFault) {
    var number = try operand(text, index)
    if let slot = calculation.factor { number = try product(number, slot, index) }
    if let slot = calculation.percent, let whole = number {
      number = try less(whole, slot, index)
    }
    for slot in calculation.deductions {
      guard let deduction = try operand(in: slot, index) else { continue }
      number = try exact((number ?? .zero).adding(deduction.negated))
    }
    if let list = calculation.list { number = try adding(list, to: number, index) }
    if let sign = calculation.sign, let size = number { number = try signed(size, sign, index) }
    guard let number else { return setEmpty(index) }
    let rule = fields[index].conversion.rule
    append((rule.isNegated ? number.negated : number).text, rule.numbers.rounding, index)
  }

  /// Both factors are there, or neither is.
  private mutating func product(
    _ number: CalculatedNumber?, _ slot: Int, _ index: Int
  ) throws(ConversionFault) -> CalculatedNumber? {
    let factor = try operand(in: slot, index)
    switch (number, factor) {
    case (nil, nil): return nil
    case (let number?, let factor?): return try exact(number.multiplied(by: factor))
    case (nil, .some): throw .factorMissing(mapping.title(of: slot))
    case (.some, nil): throw .cell(slot, .factorMissing(nil))
    }
  }

  private mutating func less(
    _ number: CalculatedNumber, _ slot: Int, _ index: Int
  ) throws(ConversionFault) -> CalculatedNumber {
    var text = content(of: slot, index).trimmedBlanks
    // The column is known to hold percentages.
    if text.last == UInt8(ascii: "%") { text = text.dropLast().trimmedBlanks }
    let percent: CalculatedNumber?
    do {
      percent = try operand(text, index)
    } catch {
      throw .cell(slot, error)
    }
    guard let percent else { return number }
    guard percent.isPercentage else { throw .cell(slot, .percentage) }
    return try exact(number.less(percent: percent))
  }

  private mutating func adding(
    _ list: ListSum<Int>, to number: CalculatedNumber?, _ index: Int
  ) throws(ConversionFault) -> CalculatedNumber? {
    let text = content(of: list.column, index).trimmedBlanks
    guard !text.isEmpty else { return number }
    let sum: CalculatedNumber
    do {
      sum = try JSONListSum.sum(of: list.number, in: text)
    } catch {
      throw .cell(list.column, .list(error, list.number))
    }
    // A list of nothing does not make an amount where there is none.
    return number == nil && sum == .zero ? nil : try exact((number ?? .zero).adding(sum))
  }

  private func signed(
    _ number: CalculatedNumber, _ sign: SignColumn<Int>, _ index: Int
  ) throws(ConversionFault) -> CalculatedNumber {
    let word = content(of: sign.column, index).trimmedBlanks
    let isNegative = sign.negative.contains { word.elementsEqual($0.utf8) }
    guard isNegative || sign.positive.contains(where: { word.elementsEqual($0.utf8) }) else {
      throw .cell(sign.column, .sign(sign.positive + sign.negative))
    }
    guard !number.isNegative else { throw .signedTwice(mapping.title(of: sign.column)) }
    return isNegative ? number.negated : number
  }

  // MARK: Operands

  private func content(of slot: Int, _ index: Int) -> ArraySlice<UInt8> {
    fields[index].conversion.rule.cells.content(of: row[slot])
  }

  private mutating func operand(
    in slot: Int, _ index: Int
  ) throws(ConversionFault) -> CalculatedNumber? {
    do {
      return try operand(content(of: slot, index), index)
    } catch {
      throw .cell(slot, error)
    }
  }

  /// Reads a number in the field's format; `nil` where there is none.
  private mutating func operand(
    _ text: ArraySlice<UInt8>, _ index: Int
  ) throws(ConversionFault) -> CalculatedNumber? {
    let text = text.trimmedBlanks
    guard !text.isEmpty else { return nil }
    let format = fields[index].conversion.rule.numbers
    let start = output.count
    defer { output.removeSubrange(start...) }
    do {
      let symbol = try format.read(text, isNegated: false, into: &output)
      if let symbol { signed.append((index, symbol)) }
    } catch {
      throw .number(error)
    }
    return try exact(CalculatedNumber(output[start...]))
  }
}

private func exact(_ number: CalculatedNumber?) throws(ConversionFault) -> CalculatedNumber {
  guard let number else { throw .tooLong }
  return number
}
