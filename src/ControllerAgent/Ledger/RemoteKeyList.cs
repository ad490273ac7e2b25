using System.Runtime.CompilerServices;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Transfers;

namespace DtnBox.ControllerAgent.Ledger;

/// <summary>The list of keys that a plan is made for, read from the control plane page by page.</summary>
internal sealed class RemoteKeyList(LedgerCalls calls, LeasedCommand lease)
{
    /// <summary>Reads from a position on, counted from 0, to the end.</summary>
    public async IAsyncEnumerable<string> ReadAsync(
        long position, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long skip = position % KeyListLimits.PageSize;
        int read = KeyListLimits.PageSize;
        for (long page = position / KeyListLimits.PageSize; read == KeyListLimits.PageSize; page++)
        {
            read = 0;
            await foreach (string key in calls.ReadAsync<string>(lease, $"keys?page={page}", cancellationToken))
            {
                if (read++ >= skip)
                {
                    yield return key;
                }
            }

            skip = 0;
        }
    }
}
