import Crypto
import Foundation
import Pages
import Store
import TestLedger
import Testing

/// The page with what a board asks of a book.
struct BriefTests {
  private static let attack = "<script>alert(1)</script>"

  /// A book whose every text tries to be markup.
  private func hostileBook() throws -> TestBook {
    let ledger = try TestBook()
    // A quote with an accent is one character to those who count as people do.
    let text = "\(BriefTests.attack)\"\u{301} onfocus=x '&"
    let cell = "\"" + text.unicodeScalars.map { $0 == "\"" ? "\"\"" : "\($0)" }.joined() + "\""
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,title,currency,effective_on,ends_on,notes,source
      spacex,\(cell),google,\(cell),USD,2026-01-01,2027-12-31,\(cell),\(cell)
      """)
    try ledger.add(.fees, "contract,from_month,to_month,monthly_fee\n\(cell),2026-01,2027-12,1000")
    try ledger.add(
      .invoices,
      """
      provider,number,contract,billing_month,issued_on,currency,sku,total,notes
      spacex,\(cell),\(cell),2026-07,2026-07-31,USD,\(cell),900,\(cell)
      """)
    return ledger
  }

  @Test func showsMarkupAsText() throws {
    let page = try Page(of: hostileBook())
    #expect(page.html.components(separatedBy: "<script>").count == 2)
    #expect(!page.html.contains(BriefTests.attack))
    #expect(
      page.html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;\u{301} onfocus=x &#39;&amp;"))
  }

  @Test func letsABrowserLoadNothingButItsOwnStyleAndScript() throws {
    let page = try Page(of: TestBook.ofSamples())
    let policy = try #require(
      page.text(between: "http-equiv=\"Content-Security-Policy\" content=\"", and: "\""))
    for element in ["style", "script"] {
      let text = try #require(page.text(between: "<\(element)>", and: "</\(element)>"))
      let hash = Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
      #expect(policy.contains("\(element)-src &#39;sha256-\(hash)&#39;"))
    }
    #expect(policy.hasPrefix("default-src &#39;none&#39;"))
    #expect(!policy.contains("unsafe"))
    #expect(!page.html.contains(#/ (src|style|on[a-z]+)=/#))
  }

  @Test func leavesEveryAmountOutWhereTheyAreHidden() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,title,currency,effective_on,ends_on,headline_value,notice_days,notice_by,notes
      spacex,c-1,google,worth 7654321,USD,2026-01-01,2027-12-31,87654321,90,either,fee is 7654321
      """)
    try ledger.add(
      .fees, "contract,from_month,to_month,monthly_fee,notes\nc-1,2026-01,2027-12,7654321,7654321")
    try ledger.add(
      .invoices,
      """
      provider,number,contract,billing_month,issued_on,due_on,currency,total
      spacex,N-1,c-1,2026-07,2026-07-31,2026-08-30,USD,7654322
      """)
    let amount = /7,?654,?32|7\.65|87,?654|87\.65|91,?851|91\.85/
    let shown = try Page(of: ledger).html
    #expect(shown.contains("7,654,322.00") || shown.contains("7.65 million"))
    let hidden = try Page(of: ledger, hidingAmounts: true).html
    #expect(hidden.firstMatch(of: amount) == nil)
    #expect(hidden.contains("c-1") && hidden.contains("2026-08-30") && hidden.contains(" %"))
  }

  @Test func hasAnAddressForEveryLink() throws {
    let page = try Page(of: TestBook.ofSamples())
    #expect(Set(page.ids).count == page.ids.count)
    #expect(Set(page.links).subtracting(page.ids).isEmpty)
    #expect(page.ids.contains("contract/anthropic-spacex-colossus"))
    #expect(page.ids.contains("provider/spacex"))
  }

  /// Where two providers use one reference, each contract has an address of its own, and is what its rows link to.
  @Test func tellsContractsOfOneReferenceApart() throws {
    let ledger = try TestBook()
    try ledger.add(
      .contracts,
      """
      provider,reference,buyer,currency,effective_on,ends_on
      spacex,MSA 1/ä,google,USD,2026-01-01,2027-12-31
      nebius,MSA 1/ä,google,USD,2026-01-01,2027-12-31
      """)
    let page = try Page(of: ledger)
    for provider in ["spacex", "nebius"] {
      #expect(page.ids.contains("contract/\(provider)/MSA~201~2F~C3~A4"))
      #expect(page.links.contains("contract/\(provider)/MSA~201~2F~C3~A4"))
    }
    #expect(Set(page.links).subtracting(page.ids).isEmpty)
  }

  @Test func keepsEveryDigitOfAnAmountForTheCopy() throws {
    let page = try Page(of: TestBook.ofSamples())
    #expect(page.html.contains("data-v=\"3750000000.00\""))
    #expect(page.html.contains(">3,750.00</a>"))
  }

  @Test func isSmallForTheSamples() throws {
    #expect(try Page(of: TestBook.ofSamples()).html.utf8.count < 1_000_000)
  }

  @Test func givesOnlyTheLargestContractsOfALargeBookAPart() throws {
    let ledger = try TestBook()
    let names = (0..<130).map { "c-\($0)" }
    try ledger.add(
      .contracts,
      (["provider,reference,buyer,currency,effective_on,ends_on"]
        + names.map { "spacex,\($0),google,USD,2026-01-01,2027-12-31" }).joined(separator: "\n"))
    try ledger.add(
      .fees,
      (["contract,from_month,to_month,monthly_fee"]
        + names.enumerated().map { "\($1),2026-01,2027-12,\(1000 + $0)" }).joined(separator: "\n"))
    let page = try Page(of: ledger)
    #expect(page.ids.count { $0.wholeMatch(of: #/contract/c-[0-9]+/#) != nil } == 100)
    #expect(page.ids.contains("contract/c-129") && !page.ids.contains("contract/c-0"))
    #expect(page.html.contains("30 more are not"))
    #expect(page.html.contains("30 more rows are not on this page:"))
  }
}
