using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Transfer.Planning;

/// <summary>Gathers what only the destination has into pages of the ledger.</summary>
internal sealed class ExtrasPages(
    PlanCopyInput input,
    KeyRules rules,
    Func<int, IReadOnlyList<ExtraObject>, CancellationToken, Task> storePage,
    CancellationToken cancellationToken)
{
    private const int PageSize = 1000;

    private readonly List<ExtraObject> _page = [];

    public int Pages { get; private set; }

    public long Objects { get; private set; }

    /// <summary>Whether a transfer looks for extras. Without a whole listing of the source nobody knows them.</summary>
    public static bool AreWanted(TransferSettings settings)
        => settings.DeleteExtras is not null && settings.Kind != TransferKind.Verify && settings.Selection?.KeyList is null;

    /// <summary>Takes an object that the source does not have, unless the rules leave its key out.</summary>
    public async ValueTask AddAsync(PlannedObject found)
    {
        if (!rules.Take(found.Key.AsSpan(input.Destination.Prefix.Length)))
        {
            return;
        }

        Objects++;
        _page.Add(new ExtraObject(found.Key, found.Size, found.ETag, found.LastModified));
        if (_page.Count == PageSize)
        {
            await FinishAsync();
        }
    }

    /// <summary>Stores what is still held.</summary>
    public async ValueTask FinishAsync()
    {
        if (_page.Count > 0)
        {
            await storePage(input.FirstExtrasPage + Pages, [.. _page], cancellationToken);
            Pages++;
            _page.Clear();
        }
    }
}
