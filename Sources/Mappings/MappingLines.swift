/// Where in a mapping's text its keys stand, for messages. The TOML library tells the line of what
/// is no TOML, but not that of a key.
struct MappingLines {
  private let lines: [Substring.UTF8View]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(\.utf8)
  }

  /// The line, from 1, of the last of `path`, each looked for from the line of the one before it on.
  func line(of path: [String]) -> Int? {
    var found: Int?
    for key in path {
      let start = found ?? 0
      guard let next = lines.indices.dropFirst(start).first(where: { has(key, in: lines[$0]) })
      else { return found.map { $0 + 1 } }
      found = next
    }
    return found.map { $0 + 1 }
  }

  /// Whether `key` comes next, before `=`, `.` or `]`.
  private func has(_ key: String, in line: Substring.UTF8View) -> Bool {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    guard let first = line.first(where: { !isBlank($0) }), first != UInt8(ascii: "#") else {
      return false
    }
    let bytes = Array(line)
    let wanted = Array(key.utf8)
    guard !wanted.isEmpty, bytes.count > wanted.count else { return false }
    for start in 0..<(bytes.count - wanted.count)
    where bytes[start] == wanted[0] && bytes[start...].starts(with: wanted) {
      if start > 0, bytes[start - 1].isPartOfKey { continue }
      let rest = bytes[(start + wanted.count)...].drop { isBlank($0) || $0 == UInt8(ascii: "\"") }
      if let next = rest.first, "=.]".utf8.contains(next) { return true }
    }
    return false
  }
}

extension UInt8 {
  /// Whether it may stand in a key without quotes.
  fileprivate var isPartOfKey: Bool {
    isLetter || 48...57 ~= self || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
  }
}
