using System.Runtime.Versioning;

// As the agent itself: file modes are part of what is tested.
[assembly: UnsupportedOSPlatform("windows")]
