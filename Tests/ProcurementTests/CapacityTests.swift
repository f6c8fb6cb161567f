import Procurement
import Testing

struct CapacityTests {
  @Test(
    arguments: [(1500, "1.5"), (300_000, "300"), (0, "0"), (1, "0.001"), (nil, nil)]
      as [(Int?, String?)])
  func tellsKilowattsInMegawatts(kilowatts: Int?, megawatts: String?) {
    let capacity = Capacity(
      accelerator: nil, acceleratorCount: nil, kilowatts: kilowatts, megawattBasis: nil)
    #expect(capacity.megawatts?.description == megawatts)
  }
}
