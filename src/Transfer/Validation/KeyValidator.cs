using DtnBox.Contracts.Commands;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Validation;

public sealed class KeyValidator
{
#pragma warning disable
    public Task<ValidateKeysResult> ValidateAsync(
        ValidateKeysInput input, Func<string, ObjectStore> stores, CancellationToken cancellationToken)
        => throw new NotSupportedException();
#pragma warning restore
}
