using System.CommandLine;
using DtnBox.Cli.Api;
using DtnBox.Cli.Text;

namespace DtnBox.Cli;

/// <summary>One run of a verb: its arguments, its connection and where it writes.</summary>
internal sealed class Session : IDisposable
{
    private readonly ParseResult _parsed;

    public Session(ParseResult parsed, GlobalOptions options, Terminal terminal)
    {
        _parsed = parsed;
        Terminal = terminal;
        Json = parsed.GetValue(options.Json);
        Api = new ApiClient(
            ConnectionSettings.Address(parsed.GetValue(options.Url), terminal),
            ConnectionSettings.Token(parsed.GetValue(options.TokenFile), terminal));
    }

    public Terminal Terminal { get; }

    public ApiClient Api { get; }

    public bool Json { get; }

    public T? Get<T>(Option<T> option) => _parsed.GetValue(option);

    public T Get<T>(Argument<T> argument) => _parsed.GetRequiredValue(argument);

    /// <summary>Writes one thing: as JSON when asked for, else in words.</summary>
    public Task ShowAsync<T>(T data, Func<T, string> words)
        => Terminal.Out.WriteLineAsync(Json ? JsonText.From(data) : words(data));

    public void Dispose() => Api.Dispose();
}
