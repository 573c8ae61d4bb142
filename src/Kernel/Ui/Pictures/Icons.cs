namespace Weiguang.Kernel.Ui;

/// <summary>Own drawings on a 24 × 24 grid, stroked; the value is the path.</summary>
internal static class Icons
{
    public static readonly IReadOnlyDictionary<string, string> Paths = new Dictionary<string, string>
    {
        ["home"] = "M4 10.5 12 4l8 6.5V20h-5.5v-5.5h-5V20H4z",
        ["order"] = "M6 4h12v16.5l-3-2-3 2-3-2-3 2zM9.5 9h5M9.5 13h5",
        ["activity"] = "M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8M9 15l2.2 2 3.8-3.8",
        ["message"] = "M4 5h16v11.5H10L5.5 20v-3.5H4zM8.5 10.8h7",
        ["me"] = "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6",
        ["pin"] = "M12 21s-7-6-7-11.2a7 7 0 0 1 14 0C19 15 12 21 12 21zM12 7.2a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2z",
        ["heart"] = "M12 20S4 14.9 4 9.3A4.3 4.3 0 0 1 12 7a4.3 4.3 0 0 1 8 2.3C20 14.9 12 20 12 20z",
        ["search"] = "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.3 15.3 20.5 20.5",
        ["phone"] = "M5 4h4l1.8 4.6L8.3 10.2a12 12 0 0 0 5.5 5.5l1.6-2.5L20 15v4c0 1-.8 1.6-1.8 1.5C10.4 20 4 13.6 3.5 5.8 3.4 4.8 4 4 5 4z",
        ["clock"] = "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 7.5V12l3.2 2",
        ["check"] = "M4.5 12.5 9.5 17.5 19.5 7",
        ["alert"] = "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 7.5v5.5M12 16.2v.1",
        ["star"] = "M12 3.5l2.6 5.5 6 .8-4.4 4.2 1.1 6L12 17.1 6.7 20l1.1-6L3.4 9.8l6-.8z",
        ["menu"] = "M4 6.5h16M4 12h16M4 17.5h16",
        ["next"] = "M9 5l7 7-7 7",
        ["way"] = "M20.5 3.5 13.5 20.5 11 13 3.5 10.5z",
        ["out"] = "M14 4H6v16h8M10 12h10.5M17 8l4 4-4 4",
        ["repeat"] = "M4.5 11V9.5a3 3 0 0 1 3-3H18M15 3.5l3 3-3 3M19.5 13v1.5a3 3 0 0 1-3 3H6M9 20.5l-3-3 3-3",
        ["station"] = "M4 20.5h16M5.5 20.5v-9L12 7l6.5 4.5v9M10 20.5V15h4v5.5M12 7V2.8l4.5 1.6L12 6",
    };
}
