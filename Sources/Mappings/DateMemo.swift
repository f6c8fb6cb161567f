/// The last date of a field that was read: the next row's is often the same.
struct DateMemo {
  private var text: [UInt8] = []
  private var date: [UInt8] = []

  func result(for other: ArraySlice<UInt8>) -> [UInt8]? {
    !date.isEmpty && other.elementsEqual(text) ? date : nil
  }

  mutating func note(_ text: ArraySlice<UInt8>, _ date: ArraySlice<UInt8>) {
    self.text = Array(text)
    self.date = Array(date)
  }
}
