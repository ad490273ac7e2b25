using DtnBox.Contracts;
using DtnBox.Functions.Storage;
using DtnBox.Receipts;

namespace DtnBox.Functions.Transfers.Receipts;

/// <summary>Marks a transfer whose signatures must be asked for: row = <c>receipt|id</c> beside the transfer's own.</summary>
internal sealed class ReceiptDueRow : TableRow
{
    public const string Prefix = "receipt|";

    public string GetId() => RowKey[Prefix.Length..];
}

/// <summary>What came of asking one signer: partition = transfer id, row = <c>signature|attempt|role</c>.</summary>
internal sealed class SignatureRow : TableRow
{
    public string? SignatureJson { get; set; }

    public string? FaultJson { get; set; }

    public static string Key(int attempt, string role) => $"signature|{attempt:D6}|{role}";

    public ReceiptSignature? GetSignature() => Read<ReceiptSignature>(SignatureJson);

    public Fault? GetFault() => Read<Fault>(FaultJson);

    public void SetSignature(ReceiptSignature signature) => (SignatureJson, FaultJson) = (Write(signature), null);

    public void SetFault(Fault? fault) => FaultJson = Write(fault);
}
