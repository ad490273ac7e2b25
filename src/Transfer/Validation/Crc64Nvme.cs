namespace DtnBox.Transfer.Validation;

/// <summary>CRC-64/NVME of something short, bit by bit: a probe's few bytes are not worth a table.</summary>
internal static class Crc64Nvme
{
    /// <summary>The polynomial 0xAD93D23594C93659, its bits in reverse.</summary>
    private const ulong Reflected = 0x9A6C9329AC4BC9B5;

    public static ulong Of(ReadOnlySpan<byte> content)
    {
        ulong crc = ulong.MaxValue;
        foreach (byte value in content)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Reflected;
            }
        }

        return ~crc;
    }
}
