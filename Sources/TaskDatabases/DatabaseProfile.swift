/// Whether a database keeps records. The raw value is its name in the protocol and in reports.
public enum DatabaseProfile: String, Sendable, CaseIterable {
    /// The database keeps the records that it is given.
    case recording
    /// The database keeps nothing, as ``NoDB``.
    case nonRecording = "non-recording"
}
