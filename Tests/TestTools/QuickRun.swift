import Foundation
package import Testing

extension Trait where Self == ConditionTrait {
  /// Leaves a test out of `scripts/test --quick`, for a reason.
  package static func leftOutOfQuickRun(_ reason: Comment) -> Self {
    .disabled(if: ProcessInfo.processInfo.environment["OFFTAKE_QUICK"] != nil, reason)
  }
}
