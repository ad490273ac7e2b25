using DtnBox.Cli.Bandwidth;
using DtnBox.Cli.Text;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Nodes;

namespace DtnBox.Cli.Nodes;

/// <summary>Nodes in words.</summary>
internal static class NodeText
{
    public static string One(NodeView node)
    {
        string[] agents = [.. node.Agents.SelectMany(agent => (string[])
            [$"    {agent.Id}  {agent.HostName}  {agent.Version}  {Heard(agent)}", .. Keys(agent), .. Machine(agent.Facts)])];
        string[] cap = node.Bandwidth is { } plan ? [$"  Cap      {PlanText.From(plan)}"] : [];
        string count = node.Agents.Count == 0 ? $"none; enrol one with: dtnbox node enroll {node.Id}" : $"{node.Agents.Count}";
        return Printable.From($"{node.Id}  {node.DisplayName}") + "\n" + string.Join('\n', new[]
        {
            $"  Status   {Status(node)}",
            $"  Owner    {Named.Text(node.Owner, node.OwnerName)}",
            $"  Since    {Figures.Moment(node.CreatedAt)}",
            $"  Store    {node.Store.Endpoint} ({node.Store.Region}, {node.Store.Addressing})",
        }.Concat([.. Store(node.Store), .. ProbeText.Lines(node), .. cap, $"  Agents   {count}", .. agents]).Select(Printable.From));
    }

    public static string Table(IReadOnlyList<NodeView> nodes) => nodes.Count == 0
        ? "No nodes yet. Register one with: dtnbox node add ID --endpoint URL --access-key KEY"
        : Columns.From(
            ["ID", "NAME", "STATUS", "AGENTS", "STORE", "OWNER"],
            [.. nodes.Select(node => new[]
            {
                node.Id,
                Printable.From(node.DisplayName),
                Status(node),
                $"{node.Agents.Count}",
                $"{node.Store.Endpoint}",
                Printable.From(Named.Text(node.Owner, node.OwnerName)),
            })]);

    private static IEnumerable<string> Keys(AgentView agent)
    {
        if (agent.KeyId is { } key)
        {
            string since = agent.KeyChangedAt is { } changed ? $", since {Figures.Moment(changed)}" : string.Empty;
            string wish = agent.KeyChangeRequestedAt is { } asked ? $"; a new one is asked for since {Figures.Moment(asked)}" : string.Empty;
            yield return $"      key {key}{since}{wish}";
        }

        foreach (FormerAgentKey former in agent.FormerKeys ?? [])
        {
            yield return $"      key {former.KeyId} until {Figures.Moment(former.Until)}";
        }
    }

    private static IEnumerable<string> Machine(AgentFacts? facts)
    {
        if (facts is not null)
        {
            string store = facts.Store is { } disk ? $"; store {Room(disk)}" : string.Empty;
            string state = facts.State is { } own ? $"; state {Room(own)}" : string.Empty;
            yield return $"      {facts.OperatingSystem} {facts.Architecture}, {facts.Cores} cores, {Figures.Bytes(facts.MemoryBytes)}, "
                + $"running since {Figures.Moment(facts.StartedAt)}{state}{store}";
        }
    }

    private static string Room(DiskSpace disk)
        => $"{Figures.Bytes(disk.FreeBytes)} free of {Figures.Bytes(disk.TotalBytes)}";

    private static IEnumerable<string> Store(StoreView store)
    {
        if (store.AccessKey is { } key)
        {
            string since = store.KeysChangedAt is { } changed ? $", entered {Figures.Moment(changed)}" : string.Empty;
            yield return $"  Key      {key}{since}";
        }

        foreach (CaCertificateView ca in store.CaCertificates ?? [])
        {
            yield return $"  CA       {ca.Subject}, until {Figures.Moment(ca.NotAfter)}, SHA-256 {ca.Sha256}";
        }

        foreach (string warning in store.Warnings ?? [])
        {
            yield return $"  Warning  {warning}";
        }
    }

    private static string Status(NodeView node)
        => (node.Online ? "online" : "offline") + Draining(node.DrainingSince);

    private static string Draining(DateTimeOffset? since)
        => since is { } moment ? $", draining since {Figures.Moment(moment)}" : string.Empty;

    private static string Heard(AgentView agent) => agent switch
    {
        { RevokedAt: { } revoked } => $"revoked {Figures.Moment(revoked)} by {agent.RevokedBy}",
        { Online: true } => "online" + Draining(agent.DrainingSince),
        { LastSeenAt: { } seen } => $"last heard {Figures.Moment(seen)}" + Draining(agent.DrainingSince),
        _ => "never heard",
    };
}
