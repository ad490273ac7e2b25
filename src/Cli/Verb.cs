using System.CommandLine;

namespace DtnBox.Cli;

/// <summary>A command that does something, with lines to type as examples in its help.</summary>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
