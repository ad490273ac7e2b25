using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;

namespace DtnBox.Transfer.Probing;

public static class PathProbe
{
    public static Task<ProbePathResult> MeasureAsync(
        ProbePathInput input, StoreConnection connection, TimeProvider time, CancellationToken cancellationToken)
        => throw new NotSupportedException();
}
