import Exports
import Testing

struct AccountNameTests {
  @Test(arguments: [
    ("spacex", "Spacex"), ("3-nines", "3-nines"), ("a_b", "A-X5F-b"), ("a-x5f-b", "A-x5f-b"),
    ("_a", "XN--X5F-a"), ("-a", "XN--a"), ("xn--a", "Xn--a"), ("日本計算", "XN-日本計算"),
    ("étoile", "XN-étoile"), ("e\u{301}toile", "E-X301-toile"),
  ])
  func areOneForEachOrganization(slug: String, part: String) throws {
    let account = try #require(AccountName(parsing: "Expenses:Compute"))
    #expect(account.of(slug).description == "Expenses:Compute:\(part)")
  }

  @Test(arguments: [
    "Expenses", "expenses:Cloud", "Expenses:cloud", "Expenses::Cloud", "Assets:A b", "Other:Cloud",
    "Assets:", "Assets:B;c", "Assets:Bänk", "",
  ])
  func areRefusedWhereBeancountDoesNotTakeThem(text: String) {
    #expect(AccountName(parsing: text) == nil)
  }
}
