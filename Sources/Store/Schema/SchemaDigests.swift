extension Store {
  /// SHA-256 of the schema's texts after as many migrations as its index says.
  ///
  /// A script adds its line here; the test that compares them with the scripts prints it.
  package static let schemaDigests = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "26d72701d6e5d02249993b0446f4eba23aab110269a49170dd5b18da29259d8e",
    "26d72701d6e5d02249993b0446f4eba23aab110269a49170dd5b18da29259d8e",
    "a2c93bde981d6c385130ffa72359e5a898c804c65e05ef29af91f131475860b7",
    "0eb02ea34a5f7f226419766f97e1d6ae45932a28dabd3ed63bd1827e2c3d79ac",
    "a40fd1866d46f7def2ffd386b4b3c1544e21877f662815d4fa6b2f6fe33a5eaa",
    "44fc297b415d0aa0422de5e6c34a2dbb2b6aaf85e9affaf896d976633fe381c7",
    "d67bcd39499bd1ee5991085d7b0a0603330e287673f4a1b2a7f386b137c2f17d",
    "2762811660b918c2a6a4ac6dde2fa8befaeea0ca8d1d5060e4a5a496e18d1df0",
  ]
}
