using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DtnBox.Cli.Text;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary>The options that hold values which agents would tune: <c>8</c> for exactly, <c>max:8</c> for at most.</summary>
internal sealed class TuningOptions
{
    private const string AtMost = "max:";

    private readonly Option<TuningLimit?> _objects = Create(
        "--objects-in-flight", "Objects copied at once by each agent: 16, or max:16 for at most. Default: tuned.", Count);

    private readonly Option<TuningLimit?> _parts = Create(
        "--parts-in-flight", "Parts of large objects copied at once by each agent: 8, or max:8. Default: tuned.", Count);

    private readonly Option<TuningLimit?> _partSize = Create(
        "--part-size", "The size of parts: 32MiB, or max:64MiB. Default: tuned.", SizeText.Bytes);

    public void AddTo(Command verb)
    {
        verb.Add(_objects);
        verb.Add(_parts);
        verb.Add(_partSize);
    }

    /// <summary>What was asked for; null when all is left to the tuner.</summary>
    public TuningLimits? Read(Session session)
    {
        var asked = new TuningLimits(session.Get(_objects), session.Get(_parts), session.Get(_partSize));
        return asked == new TuningLimits() ? null : asked;
    }

    private static Option<TuningLimit?> Create(string name, string description, Func<string, long?> parse) => new(name)
    {
        Description = description,
        HelpName = "value",
        CustomParser = result => Parse(result, parse),
    };

    private static TuningLimit? Parse(ArgumentResult result, Func<string, long?> parse)
    {
        string text = result.Tokens[0].Value;
        bool atMost = text.StartsWith(AtMost, StringComparison.Ordinal);
        if (parse(atMost ? text[AtMost.Length..] : text) is { } value)
        {
            return atMost ? new TuningLimit(Max: value) : new TuningLimit(Pin: value);
        }

        result.AddError($"'{text}' is not a value for this. Write it as the help shows, with {AtMost} before it for an upper limit.");
        return null;
    }

    private static long? Count(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count) ? count : null;
}
