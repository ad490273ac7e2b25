using System.CommandLine;
using System.CommandLine.Parsing;
using DtnBox.Cli.Text;

namespace DtnBox.Cli;

/// <summary>One run of a verb: its arguments and where it writes.</summary>
internal abstract class Invocation(ParseResult parsed, GlobalOptions options, Terminal terminal) : IDisposable
{
    private readonly ParseResult _parsed = parsed;

    public Terminal Terminal { get; } = terminal;

    public bool Json { get; } = parsed.GetValue(options.Json);

    public T? Get<T>(Option<T> option) => _parsed.GetValue(option);

    public T Get<T>(Argument<T> argument) => _parsed.GetRequiredValue(argument);

    /// <summary>Gets the values of several options in the order in which they were typed.</summary>
    public IEnumerable<(Option Option, string Value)> InOrder(params Option[] options)
    {
        Option? last = null;
        foreach (Token token in _parsed.Tokens)
        {
            if (token.Type == TokenType.Option)
            {
                last = options.FirstOrDefault(option => option.Name == token.Value);
            }
            else if (token.Type == TokenType.Argument && last is not null)
            {
                yield return (last, token.Value);
                last = null;
            }
        }
    }

    /// <summary>Gets an argument that may be left out.</summary>
    public T? Find<T>(Argument<T> argument) => _parsed.GetValue(argument);

    /// <summary>Writes one thing: as JSON when asked for, else in words.</summary>
    public Task ShowAsync<T>(T data, Func<T, string> words)
        => Terminal.Out.WriteLineAsync(Json ? JsonText.From(data) : words(data));

    public abstract void Dispose();
}
