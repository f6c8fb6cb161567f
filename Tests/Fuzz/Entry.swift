/// What libFuzzer calls with each input. Source: llvm.org/docs/LibFuzzer.html.
///
/// One of the other files of this folder is compiled with it and says what `fuzz` does.
@_cdecl("LLVMFuzzerTestOneInput")
public func entry(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  fuzz(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// What must hold for every input; where it does not, the fuzzer keeps the input.
func require(_ isTrue: Bool, _ rule: StaticString) {
  precondition(isTrue, "\(rule)")
}
