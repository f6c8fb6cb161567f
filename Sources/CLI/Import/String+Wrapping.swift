extension String {
  /// The words of the text in lines of at most `width` characters, each after `indent` spaces.
  func wrapped(at width: Int, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = margin
    for word in split(separator: " ") {
      if line.count + word.count + 1 > width, line != margin {
        lines.append(line)
        line = margin
      }
      line += (line == margin ? "" : " ") + word
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
