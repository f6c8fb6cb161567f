import Mappings
import Testing

/// Files that another mapping is for, and columns that are named by a part of their title.
struct LayoutTests {
  private static let oci = [
    "lineItem/intervalUsageStart", "lineItem/intervalUsageEnd", "product/service",
    "product/Description", "usage/billedQuantity", "cost/productSku", "cost/unitPrice",
    "cost/myCost", "cost/currencyCode", "extra",
  ]

  @Test func everyShippedMappingIsKnownByItsOwnColumnsAlone() throws {
    #expect(ShippedMap.known(by: LayoutTests.oci, kind: "invoices")?.name == "oci")
    #expect(ShippedMap.known(by: LayoutTests.oci, kind: "fees") == nil)
    #expect(ShippedMap.known(by: Array(LayoutTests.oci.dropFirst()), kind: "invoices") == nil)
    #expect(ShippedMap.known(by: ["number", "amount"], kind: "invoices") == nil)
  }

  @Test func aFileOfAnotherLayoutGetsOneMessage() {
    let mapping = "[columns]\nnumber = \"No\"\nissued_on = \"Day\"\namount = \"cost/myCost\"\n"
    #expect(
      Sheet.faults(mapping, LayoutTests.oci) == [
        "-: is not for x.csv; this looks like oci: use --map oci; missing: No, Day"
      ])
    #expect(
      Sheet.faults(mapping, ["cost/myCost", "a"]) == ["-: is not for x.csv; missing: No, Day"]
        || Sheet.faults(mapping, ["cost/myCost", "a"]) == [
          "-: is not for x.csv; missing: Day, No"
        ])
  }

  @Test func aColumnIsFoundByTheBeginningOfItsTitle() throws {
    let mapping = "[columns]\namount = { title_begins = \"cost (\" }\n"
    var sheet = try Sheet(mapping, ["Cost in all", "Cost ($)"])
    #expect(sheet.read([["1", "2"]]) == [["amount=2"]])
    #expect(
      Sheet.faults(mapping, ["Cost"]) == [
        "2: columns.amount: x.csv has no column whose title begins with \"cost (\""
      ])
    #expect(
      Sheet.faults(mapping, ["Cost ($)", "Cost (€)"]) == [
        "2: columns.amount: x.csv has 2 columns whose title begins with \"cost (\""
      ])
  }

  @Test(arguments: [("Tax", "tax"), ("Disk", "usage"), ("", "")])
  func anyOtherTextMeansWhatTheMappingSays(text: String, meaning: String) throws {
    let rule = "{ column = \"X\", values = { Tax = \"tax\" }, otherwise = \"usage\" }"
    #expect(try Sheet.text(rule, "category", text) == meaning)
  }

  @Test func otherwiseNeedsValues() {
    #expect(
      Sheet.faults("[columns]\ncategory = { column = \"X\", otherwise = \"usage\" }") == [
        "2: columns.category.otherwise goes with values, which say what the other texts mean"
      ])
  }
}
