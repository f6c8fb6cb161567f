extension Store {
  /// SHA-256 of the schema's texts after as many migrations as its index says.
  ///
  /// A script adds its line here; the test that compares them with the scripts prints it.
  package static let schemaDigests = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "f4ebcc32723721735efab6ee8bb724924f92c4aea9ed69bb58c675d29a14faed",
    "b2d7b610408344c6e21129cdf7e81503f3d3d63db3f02a65ecc6d13e4a28fc57",
    "6f9c1758bce83259d466ea130e2cf7bb48501a2aa3909d12eaaf1dd2a79fb585",
    "ae8fe39db9e67cd6e2cad8a579bf751ac0406dbbb01cc769efedaa0405060782",
    "98c317456a4b428a9805ff0321fc025d6ee900c678be15634abb56a042785187",
    "3d6eb29ff5913caaaa85ca701490ed50d5ecc51cd160139ef153ed459365f02c",
    "668dae576bdef48d086a520a9655a6156a0fec60207749c5ca81df95e555172a",
    "0fb0083898edb799271925529639bcf5ceaeb6474be61d95fa5f84614f48feff",
    "bec32e4fe013b4a1a41ee237418dde77c5784abe633d676007fb5ed34550f8bf",
    "95a78de017f0b236b19f3e7d2daef25a2af2c19f1cbd2e839d6f6072da0ec65b",
  ]
}
