using System.ComponentModel.DataAnnotations;

namespace DtnBox.Functions.Nodes;

/// <summary>What the site bundle names. Bound from the <c>Bundle</c> section; checked at start-up.</summary>
public sealed class BundleOptions
{
    public const string Section = "Bundle";

    /// <summary>
    /// Gets or sets the control plane's address, as agents reach it. Default: the address that the bundle was asked for at.
    /// </summary>
    public Uri? ControlPlane { get; set; }

    /// <summary>Gets or sets the image of the agent. Default <c>ghcr.io/dtnbox/agent:0.1.0</c>.</summary>
    [Required]
    [RegularExpression(ImagePattern, ErrorMessage = "Bundle:AgentImage must be an image with a tag or digest, for example ghcr.io/dtnbox/agent:0.1.0.")]
    public string AgentImage { get; set; } = "ghcr.io/dtnbox/agent:0.1.0";

    /// <summary>Gets or sets the image of the store, which is versitygw's. Default <c>versity/versitygw:v1.7.0</c>.</summary>
    [Required]
    [RegularExpression(ImagePattern, ErrorMessage = "Bundle:StoreImage must be an image with a tag or digest, for example versity/versitygw:v1.7.0.")]
    public string StoreImage { get; set; } = "versity/versitygw:v1.7.0";

    /// <summary>An image without a tag would be another one tomorrow.</summary>
    private const string ImagePattern = "^[a-z0-9][a-zA-Z0-9._/:-]*(:[a-zA-Z0-9._-]+|@sha256:[0-9a-f]{64})$";
}
