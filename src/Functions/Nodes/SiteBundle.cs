using System.IO.Compression;
using System.Text;
using DtnBox.Contracts.Nodes;

namespace DtnBox.Functions.Nodes;

/// <summary>A zip with all that a site needs to join: compose file, settings with a one-time code, and how to run it.</summary>
/// <remarks>The templates are in <c>infra/site</c>. The store's secret is not in it: keys are write-only.</remarks>
internal static class SiteBundle
{
    private const int RegularFile = 0x8000;
    private const int OwnerOnly = 0b110_000_000;
    private const int Readable = 0b110_100_100;
    private const int Folder = 0x4000 | 0b111_101_101;

    public static byte[] Pack(NodeRow node, EnrollmentCode code, Uri controlPlane, BundleOptions options)
    {
        var endpoint = new Uri(node.Endpoint);
        string address = controlPlane.AbsoluteUri.TrimEnd('/');
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "docker-compose.yaml", Template("docker-compose.yaml"), Readable);
            Add(zip, ".env", Settings(node, code, address, endpoint, options), OwnerOnly);
            Add(zip, "README.md", Fill(Template("README.md"), node, code, address, options), Readable);

            // Made here, or the container engine would make them as root.
            zip.CreateEntry("data/").ExternalAttributes = Folder << 16;
            zip.CreateEntry("state/").ExternalAttributes = Folder << 16;
        }

        return file.ToArray();
    }

    private static string Settings(
        NodeRow node, EnrollmentCode code, string controlPlane, Uri endpoint, BundleOptions options) => $"""
        # Holds a one-time code and will hold the secret of the store: for nobody else to read.
        NODE_ID={Quoted(node.Id)}
        CONTROL_PLANE={Quoted(controlPlane)}
        # Good for one agent until {code.ExpiresAt:u}.
        ENROLLMENT_CODE={Quoted(code.Code)}

        # Who both run as: user and group that may write to the directories.
        RUN_AS='1000:1000'
        STATE_DIRECTORY='./state'

        # Empty: only the agent is run.
        COMPOSE_PROFILES='store'
        STORE_DIRECTORY='./data'
        # Empty when the store keeps its data elsewhere.
        AGENT_STORE_DIRECTORY='/store'
        STORE_LISTEN='0.0.0.0'
        STORE_PORT={Quoted(endpoint.Scheme == Uri.UriSchemeHttp ? $"{endpoint.Port}" : "7070")}
        STORE_REGION={Quoted(node.Region)}
        STORE_ACCESS_KEY={Quoted(node.AccessKey)}
        # Enter here what was entered at the node.
        STORE_SECRET_KEY=''

        AGENT_IMAGE={Quoted(options.AgentImage)}
        STORE_IMAGE={Quoted(options.StoreImage)}

        """;

    /// <summary>In single quotes nothing is read as a variable or a comment; a quote in it is the one thing to escape.</summary>
    private static string Quoted(string value) => $"'{value.Replace("'", "\\'", StringComparison.Ordinal)}'";

    private static string Fill(string template, NodeRow node, EnrollmentCode code, string controlPlane, BundleOptions options) => template
        .Replace("{{NODE_ID}}", node.Id, StringComparison.Ordinal)
        .Replace("{{CONTROL_PLANE}}", controlPlane, StringComparison.Ordinal)
        .Replace("{{AGENT_IMAGE}}", options.AgentImage, StringComparison.Ordinal)
        .Replace("{{ENDPOINT}}", node.Endpoint, StringComparison.Ordinal)
        .Replace("{{CODE_EXPIRES}}", $"{code.ExpiresAt:u}", StringComparison.Ordinal);

    private static string Template(string name)
    {
        using Stream template = typeof(SiteBundle).Assembly.GetManifestResourceStream($"site/{name}")
            ?? throw new InvalidOperationException($"infra/site/{name} is not in the program.");
        using var reader = new StreamReader(template);
        return reader.ReadToEnd();
    }

    private static void Add(ZipArchive zip, string name, string content, int mode)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name);
        entry.ExternalAttributes = (RegularFile | mode) << 16;
        using Stream stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(content));
    }
}
