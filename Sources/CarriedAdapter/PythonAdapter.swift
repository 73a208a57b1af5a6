/// The adapter that hosts a Python class over the protocol, as this build carries it.
package enum PythonAdapter {
    /// The adapter's files; paths are below its folder, where `taskdb_adapter.py` is the program.
    package static var files: [(path: String, text: String)] {
        let folder = "Conformance/adapters/python/"
        return CarriedFiles.all.map { (String($0.path.dropFirst(folder.count)), $0.text) }
    }
}
