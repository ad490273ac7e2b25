namespace DtnBox.Contracts.Commands;

/// <summary>The remote activities that an agent can run.</summary>
public static class CommandNames
{
    public const string ValidateKeys = nameof(ValidateKeys);
    public const string ProbePath = nameof(ProbePath);
    public const string PlanCopy = nameof(PlanCopy);
    public const string CopyChunk = nameof(CopyChunk);
    public const string VerifyChunk = nameof(VerifyChunk);
    public const string DeleteExtras = nameof(DeleteExtras);
    public const string SignReceipt = nameof(SignReceipt);
    public const string SweepUploads = nameof(SweepUploads);
    public const string ProbeStore = nameof(ProbeStore);
    public const string SignChunk = nameof(SignChunk);
    public const string ListDestination = nameof(ListDestination);
}
