using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer;

/// <summary>How one agent moves bytes. Bound from the <c>Transfer</c> section; checked at start-up.</summary>
/// <remarks>What is in flight is tuned for each destination store, from the starting value up to the most.</remarks>
public sealed class TransferOptions : IValidatableObject
{
    public const string Section = "Transfer";

    private const long Mebibyte = 1024 * 1024;

    /// <summary>
    /// Gets or sets how many objects are copied at once to a store that nothing is known about, and how many are read
    /// back at once. Default 16.
    /// </summary>
    [Range(1, 1024)]
    public int ObjectsInFlight { get; set; } = 16;

    /// <summary>Gets or sets how many parts of large objects are copied at once to such a store. Default 8.</summary>
    [Range(1, 1024)]
    public int PartsInFlight { get; set; } = 8;

    /// <summary>Gets or sets how many objects may be copied at once by the whole process. Default 256.</summary>
    [Range(1, 1024)]
    public int MaxObjectsInFlight { get; set; } = 256;

    /// <summary>Gets or sets how many parts may be copied at once by the whole process. Default 64.</summary>
    [Range(1, 1024)]
    public int MaxPartsInFlight { get; set; } = 64;

    /// <summary>
    /// Gets or sets the memory that the buffers of streams may take when the tuner has its way: it lets no more in flight
    /// to one store than have room in it. Default 96 MiB; sockets take about as much again, from the system's memory.
    /// </summary>
    [Range(Mebibyte, 64L * 1024 * Mebibyte)]
    public long StreamMemoryBytes { get; set; } = 96 * Mebibyte;

    /// <summary>Gets or sets the size from which an object is sent in parts. Default 64 MiB.</summary>
    [Range(5 * Mebibyte, 5L * 1024 * Mebibyte)]
    public long MultipartThresholdBytes { get; set; } = 64 * Mebibyte;

    /// <summary>Gets or sets the smallest part. Default 16 MiB; larger when an object would need over 10,000 parts.</summary>
    [Range(5 * Mebibyte, 5L * 1024 * Mebibyte)]
    public long MinimumPartSizeBytes { get; set; } = 16 * Mebibyte;

    /// <summary>
    /// Gets or sets the largest part that the tuner chooses by itself. Default 64 MiB: so much may have to be sent again,
    /// for each stream, after a failure.
    /// </summary>
    [Range(5 * Mebibyte, 5L * 1024 * Mebibyte)]
    public long LargestTunedPartBytes { get; set; } = 64 * Mebibyte;

    /// <summary>Gets or sets the size of the buffer each stream is pumped through. Default 256 KiB.</summary>
    [Range(16 * 1024, 16 * (int)Mebibyte)]
    public int BufferBytes { get; set; } = 256 * 1024;

    /// <summary>Gets or sets how long a store may be silent before its connection is given up. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long a connection may take to open. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:02:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how often one call to a store is tried. Default 6.</summary>
    [Range(1, 20)]
    public int Tries { get; set; } = 6;

    /// <summary>Gets or sets the wait after the first failed try, doubled after each next. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets the most objects that one chunk gathers. Default 1,000: some seconds of work, which the control plane
    /// hears of once. After a crash the objects that are in the ledger are not sent again, so what is to be redone does not
    /// grow with the chunk; the memory that its plan takes does.
    /// </summary>
    [Range(1, 10_000)]
    public int ChunkMaxObjects { get; set; } = 1_000;

    /// <summary>Gets or sets the most bytes that one chunk gathers. Default 1 GiB: a chunk is read back when all of it is copied.</summary>
    [Range(Mebibyte, 1024L * 1024 * Mebibyte)]
    public long ChunkMaxBytes { get; set; } = 1024 * Mebibyte;

    /// <summary>Gets or sets how often finished work is put into the ledger. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:30")]
    public TimeSpan LedgerInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MinimumPartSizeBytes % Mebibyte != 0)
        {
            yield return new ValidationResult("MinimumPartSizeBytes must be a multiple of 1 MiB.");
        }

        if (MaxObjectsInFlight < ObjectsInFlight || MaxPartsInFlight < PartsInFlight)
        {
            yield return new ValidationResult(
                "MaxObjectsInFlight and MaxPartsInFlight must not be below ObjectsInFlight and PartsInFlight.");
        }
    }
}

[OptionsValidator]
internal sealed partial class TransferOptionsValidator : IValidateOptions<TransferOptions>;
