using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Copying;

/// <summary>Where the bytes of one object go. Each call is tried once.</summary>
internal interface IObjectTarget
{
    /// <summary>What is to travel with the bytes of the version that is being read.</summary>
    Task<PropertiesToCopy> PropertiesAsync(PlannedObject pin, ObjectHead source, CancellationToken cancellationToken);

    /// <summary>What the destination has under this name; null for nothing.</summary>
    Task<ObjectHead?> HeadAsync(CancellationToken cancellationToken);

    /// <summary>Makes sure that what an earlier run wrote has its properties; says what it lacks in the end.</summary>
    Task<IReadOnlyList<string>?> SettleAsync(PlannedObject pin, ObjectHead there, CancellationToken cancellationToken);

    /// <summary>Stores the object in one piece.</summary>
    Task<PutAnswer> PutAsync(
        PropertiesToCopy properties, StoreBody body, bool careful, CancellationToken cancellationToken);

    /// <summary>Stores one part of an open upload; again, if it is there already.</summary>
    Task<PutAnswer> PutPartAsync(
        string uploadId, int part, StoreBody body, bool careful, CancellationToken cancellationToken);

    /// <summary>Lists the parts that the store has acknowledged.</summary>
    IAsyncEnumerable<UploadedPart> ListPartsAsync(string uploadId, CancellationToken cancellationToken);
}
