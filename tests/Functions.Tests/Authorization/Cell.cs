namespace DtnBox.Functions.Tests.Authorization;

/// <summary>What one kind of caller was answered at one endpoint.</summary>
/// <param name="Row">The endpoint.</param>
/// <param name="Caller">Who asked.</param>
/// <param name="Answered">The status.</param>
/// <param name="Address">From where, which no other request has.</param>
/// <param name="Text">How the answer begins.</param>
internal sealed record Cell(Row Row, CallerKind Caller, int Answered, string Address, string Text)
{
    public int Expected => Row.Expected.Of(Caller, Row.Method);

    /// <summary>Gets a value indicating whether it was refused: nothing in the table is merely missing, but at unknown paths.</summary>
    public bool IsDenial => Answered is 401 or 403 || (Answered == 404 && Row.Expected.Owner != 404);

    public override string ToString()
        => $"{Row.Method} {Row.Path}{(Row.Note is { } note ? $" ({note})" : string.Empty)} as {Caller}: {Answered}, not {Expected}. {Text}";
}
