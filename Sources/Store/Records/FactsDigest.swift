internal import Crypto

/// What tells whether something was found from the same facts as before.
package enum FactsDigest {
  /// SHA-256, in 64 lowercase hexadecimal digits, over texts in their order; so framed that no two
  /// lists of them give the same.
  package static func text(of facts: [String]) -> String {
    var hash = SHA256()
    for fact in facts { hash.update(data: Array("\(fact.utf8.count):\(fact)".utf8)) }
    return Hexadecimal.text(hash.finalize())
  }
}
