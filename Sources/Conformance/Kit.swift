/// This program, as reports name it.
public enum Kit {
    public static let name = "taskdb"
    public static let version = "0.1.0"
}
