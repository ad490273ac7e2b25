namespace DtnBox.CopyBench;

/// <summary>How much is copied, and how often.</summary>
/// <param name="LargeBytes">The size of each of the four large objects.</param>
/// <param name="WanBytes">The size of each of the four objects that go the long way.</param>
/// <param name="Small">How many objects of 16 KiB.</param>
/// <param name="Resets">How many objects of 16 KiB, where requests are reset.</param>
/// <param name="Tiny">How many objects of 1 byte, for the memory alone.</param>
/// <param name="Folder">Whose files are the mixed tree.</param>
internal sealed record Scale(int Rounds, long LargeBytes, long WanBytes, int Small, int Resets, int Tiny, string Folder)
{
    public const int LargeObjects = 4;
    public const int SmallBytes = 16 * 1024;
    public const int TinyBytes = 1;

    private const long Mebibyte = 1024 * 1024;

    private static readonly string Dotnet = Path.GetFullPath(
        Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    public static Scale Full { get; } = new(3, 1024 * Mebibyte, 256 * Mebibyte, 20_000, 5_000, 200_000, Path.Combine(Dotnet, "sdk"));

    public static Scale Quick { get; } = new(1, 128 * Mebibyte, 128 * Mebibyte, 2_000, 2_000, 5_000, Path.Combine(Dotnet, "host"));
}
