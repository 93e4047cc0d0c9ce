"""Invented names of firms, people and buildings, in plain Latin letters."""

SURNAMES = (
    "Bai", "Cai", "Chen", "Cheng", "Cui", "Deng", "Ding", "Dong", "Du", "Fan", "Fang", "Feng", "Gao", "Ge", "Gu", "Guo",
    "Han", "He", "Hou", "Hu", "Huang", "Jia", "Jiang", "Jin", "Kang", "Kong", "Lai", "Lei", "Li", "Liang", "Liao",
    "Lin", "Liu", "Lu", "Luo", "Ma", "Mao", "Meng", "Mo", "Ning", "Pan", "Peng", "Qian", "Qiao", "Qin", "Ren", "Shao",
    "Shen", "Shi", "Song", "Su", "Sun", "Tan", "Tang", "Tao", "Tian", "Wan", "Wang", "Wei", "Wu", "Xia", "Xie", "Xu",
    "Xue", "Yan", "Yang", "Yao", "Ye", "Yin", "You", "Yu", "Yuan", "Zeng", "Zhan", "Zhang", "Zhao", "Zheng", "Zhong",
    "Zhou", "Zhu",
)  # fmt: skip
GIVEN_NAMES = (
    "Ai", "Bin", "Bo", "Chao", "Fei", "Gang", "Hao", "Hong", "Hua", "Hui", "Jian", "Jie", "Jing", "Juan", "Jun", "Kai",
    "Lan", "Lei", "Li", "Lin", "Ling", "Mei", "Min", "Na", "Ning", "Peng", "Ping", "Qiang", "Qing", "Rong", "Rui",
    "Shan", "Tao", "Ting", "Wei", "Wen", "Xia", "Xin", "Xue", "Yan", "Yang", "Ying", "Yong", "Yu", "Yun", "Zhen", "Zhi",
)  # fmt: skip
FIRM_FIRST = (
    "Amber", "Anchor", "Apex", "Aspen", "Bamboo", "Beacon", "Birch", "Bright", "Cedar", "Clear", "Cloud", "Copper",
    "Coral", "Crane", "Crest", "Dawn", "Delta", "Eagle", "East Gate", "Elm", "Fern", "Garnet", "Golden", "Granite",
    "Grove", "Harbour", "Haven", "Heron", "Ivory", "Jade", "Juniper", "Lake", "Lark", "Laurel", "Linden", "Lotus",
    "Maple", "Meadow", "North Gate", "Oak", "Orchid", "Pearl", "Pine", "Plum", "Poplar", "Quartz", "Rain", "Ridge",
    "River", "Sail", "Silver", "South Bay", "Spring", "Stone", "Summit", "Sun", "Swan", "Tide", "Topaz", "Valley",
    "Vista", "West Lake", "Willow", "Wind",
)  # fmt: skip
FIRM_LAST = {
    "manufacturing": ("Tooling", "Motors", "Plastics", "Works", "Electronics", "Castings"),
    "trade": ("Trading", "Imports", "Supply", "Garments", "Foods"),
    "logistics": ("Logistics", "Freight", "Express"),
    "finance": ("Bank branch", "Insurance", "Leasing"),
    "internet": ("Games", "Media", "Web Café", "Software"),
    "education": ("School", "College", "Training"),
    "health": ("Clinic", "Pharma", "Dental"),
    "hospitality": ("Hotel", "Catering", "Travel"),
    "property": ("Property", "Estates", "Design"),
    "government": ("District Office", "Archive", "Water Board"),
}
BUILDING_FIRST = (
    "Harbour", "Lotus", "North Gate", "Jade", "River", "Maple", "Sun", "Pearl", "Summit", "Bamboo", "Silver", "Willow",
    "Orchid", "Copper", "Lake", "East Gate", "Coral", "Granite", "Heron", "Linden",
)  # fmt: skip
TOWER_LAST = ("Tower", "Plaza", "Center", "Exchange", "Heights")
HOUSE_LAST = ("Court", "House", "Works", "Yard", "Park", "Estate", "Hall", "Wharf")


def person_name(first_draw: float, second_draw: float) -> str:
    """A name from two uniform numbers."""
    return f"{SURNAMES[int(first_draw * len(SURNAMES))]} {GIVEN_NAMES[int(second_draw * len(GIVEN_NAMES))]}"
