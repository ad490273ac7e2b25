using System.CommandLine;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary><c>--include</c> and <c>--exclude</c>, whose order on the command line is that of the rules.</summary>
internal sealed class RuleOptions
{
    private readonly Option<string[]> _include = New(
        "--include", "Take keys that match. Without --exclude, only those. * stays within a folder, ** does not, ? is one character.");

    private readonly Option<string[]> _exclude = New(
        "--exclude", "Leave out keys that match. The first --include or --exclude that matches decides.");

    public void AddTo(Command verb)
    {
        verb.Add(_include);
        verb.Add(_exclude);
    }

    /// <summary>The rules; null when there are none.</summary>
    public IReadOnlyList<KeyRule>? Read(Session session)
    {
        KeyRule[] rules =
        [
            .. session.InOrder(_include, _exclude).Select(given => new KeyRule(
                given.Option == _include ? KeyRuleAction.Include : KeyRuleAction.Exclude, given.Value)),
        ];
        return rules.Length == 0 ? null : rules;
    }

    private static Option<string[]> New(string name, string description)
        => new(name) { Description = description, HelpName = "pattern", Arity = ArgumentArity.ZeroOrMore };
}
