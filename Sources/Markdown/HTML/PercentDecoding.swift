extension String {
    /// An address with its `%` escapes decoded; invalid escapes are kept.
    package init(percentDecoding address: some StringProtocol) {
        let bytes = Array(address.utf8)
        guard bytes.contains(UInt8(ascii: "%")) else {
            self.init(address)
            return
        }
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = Character(Unicode.Scalar(bytes[index + 1])).hexDigitValue,
                let low = Character(Unicode.Scalar(bytes[index + 2])).hexDigitValue
            {
                decoded.append(UInt8(high << 4 | low))
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        self.init(decoding: decoded, as: UTF8.self)
    }
}
