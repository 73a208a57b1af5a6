import Diagnostics
import Testing

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("caes", "case"), ("Profile", "profile"), ("pofile", "profile"), ("proffile", "profile"), ("ruel", "rule"),
        ("persistense", "persistence"), ("porfiel", "profile"),
    ])
    func aNearNameIsFound(_ word: String, _ name: String) {
        #expect(nearestName(to: word, among: ["rule", "case", "profile", "persistence"]) == name)
    }

    @Test(arguments: ["", "x", "cheese", "profession", String(repeating: "profile", count: 100)])
    func aFarNameIsNot(_ word: String) {
        #expect(nearestName(to: word, among: ["rule", "case", "profile", ""]) == nil)
    }

    @Test func theNearestWins() {
        #expect(nearestName(to: "abcdefg", among: ["abcdexy", "abcdefx", "abcdefy"]) == "abcdefx")
    }
}
