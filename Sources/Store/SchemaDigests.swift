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
    "a4d14b8658447d41040e655f2fb4e6e54890f3a694f98780471155e85129196e",
    "d50d6830c8ae06dbbddadfb8482c7fcbc621d749f698960a95916a32cf229780",
    "983dc61731642d3fe9f55963e3aecd4b1178f25d69be445b38a3f59abe14c7b1",
  ]
}
