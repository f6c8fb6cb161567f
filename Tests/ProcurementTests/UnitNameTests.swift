import Procurement
import Testing

/// Units whatever their spelling (METRICS, ruling 8).
struct UnitNameTests {
  @Test(arguments: [
    (
      "hour",
      ["Hour", "hours", "Hours", "h", "H", "hr", "Hrs", "HRS", "hr.", "1 Hour", "1hour", "hour(s)"]
    ),
    ("gpu-hour", ["GPU-hour", "GPU-Hours", "gpu hours", "GPU_HRS", "1 GPU Hour", "gpus-h"]),
    ("month", ["Month", "months", "mo", "1 Month", "mos"]),
    ("query", ["Query", "queries"]), ("batch", ["batches"]), ("gpu", ["GPUs"]),
    ("gb-/-month", ["GB/Month", "1 GB/month", "gigabytes / mo"]),
    ("token", ["Tokens", "1 token"]), ("k", ["1K"]),
  ])
  func knowsAUnitByAnySpelling(unit: String, spellings: [String]) {
    for spelling in spellings {
      #expect(UnitName(spelling) == UnitName(unit), "\(spelling)")
      #expect(UnitName(spelling).description == unit)
    }
  }

  @Test(arguments: [
    ("GPU-hour", "hour"), ("100 Hours", "Hour"), ("10K", "K"), ("1.5 hours", "hours"),
    ("1,000 tokens", "tokens"), ("1/month", "month"), ("GB/month", "GB-month"), ("day", "hour"),
    ("ms", "m"), ("", "hour"), ("second", "minute"), ("1", "hour"), ("hour", "GPU hour"),
  ])
  func keepsUnitsApart(one: String, other: String) {
    #expect(UnitName(one) != UnitName(other))
  }

  /// A text without a word is a unit all the same, and no cause to end a report.
  @Test(arguments: ["", " ", "-", "1", "s", "(s)", ".", "/"])
  func readsAnyText(text: String) { #expect(UnitName(text) == UnitName(text)) }
}
