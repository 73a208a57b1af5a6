import Console
import TaskDatabases

/// The record that says nothing, made once: most dicts that come and go have its keys.
///
/// Unchecked: nobody changes it, and its values cannot change.
struct BlankRecord: @unchecked Sendable {
    static let shared = BlankRecord()

    let document = TaskRecord(msgID: "").fields
    let dict = DictObject()

    private init() {
        for (name, value) in document { dict[name] = Object(value) }
    }
}
