/// This program, as reports name it.
package enum Kit {
    package static let name = "taskdb"
    package static let version = "0.1.0"
}
