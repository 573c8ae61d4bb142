using System.Net;

namespace Weiguang.Browser;

/// <summary>Pages behind the sign-in, as each role sees them in the demo county. To have a page looked at, add its line.</summary>
public class RolePageTests(Site site)
{
    private static readonly (string Role, string Path)[] Pages =
    [
        ("resident", "/orders"), ("resident", "/orders/new"), ("resident", "/messages"), ("resident", "/me"), ("resident", "/me/profile"), ("resident", "/me/sessions"), ("resident", "/stations"), ("resident", "/teams"),
