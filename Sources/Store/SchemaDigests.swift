extension Store {
  /// SHA-256 of the schema's texts after as many migrations as its index says.
  ///
  /// A script adds its line here; the test that compares them with the scripts prints it.
  package static let schemaDigests = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "5d43b782d96699da5e89e45cd1fd477e6011e0f046f49cf644e4a4c78a9b12ea",
    "5d43b782d96699da5e89e45cd1fd477e6011e0f046f49cf644e4a4c78a9b12ea",
    "0d06d21c12b708642e84ea3aac9cac2489d8778282899271980716fa2124d81b",
    "61538d1dba1cd20ea88d7e8e8721fb7abdd333663f08c23ffdb867405b6be456",
    "c5b1ab39592f32237edc54489855e02d8ac2331b1024c83abc2fa42d5d203817",
    "8bb97a6fb64aca3fb9dac8458e3cbe33ed63d7d577bb5efe344078de64bf66f9",
    "b49578fcc81f9c6291e50360a2b2aeeffc9d530e19f675f8f0f051929d5900d5",
  ]
}
