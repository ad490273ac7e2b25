using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Stores;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer.Planning;

public sealed class CopyPlanner(IOptions<TransferOptions> options)
{
    private readonly TransferOptions _options = options.Value;

    public Task<PlanCopyResult> PlanAsync(
        PlanCopyInput input,
        ObjectStore source,
        ObjectStore destination,
        Func<int, IReadOnlyList<PlannedObject>, CancellationToken, Task> storeChunk,
        CancellationToken cancellationToken)
        => throw new NotSupportedException(_options.GetType().Name);
}
