extension Store {
  /// SHA-256 of the schema's texts after as many migrations as its index says.
  ///
  /// A script adds its line here; the test that compares them with the scripts prints it.
  package static let schemaDigests = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "5d43b782d96699da5e89e45cd1fd477e6011e0f046f49cf644e4a4c78a9b12ea",
    "5d43b782d96699da5e89e45cd1fd477e6011e0f046f49cf644e4a4c78a9b12ea",
    "18703f26bb265514d96c1640608f7a026879212ee212c8ba18bf5d42ae1eb02c",
    "74da40e277a9228a2acff114189d46f8ff84ce56d59d43544b7d0adad4ef3c30",
    "392a612f13c989987b9894a6cd2ec3494175e34cb71d76c75e5f70697f5f27bc",
    "a168ca0b35b3712e0801a616f97b6a8d9f498b773c2b7f9b2ed6d7173f18d770",
    "b7e8b7d952860a218172f892862d8bd1cf50ea7b66f98ad7ef43db520f9d61b4",
  ]
}
