// The words of the page, in the language that the server chose for it.
const KO = {
  run: "실행",
  any: "(무엇이든)",
  required: "필요함",
  placeholders: { entity: "이름 또는 id", date: "2025 또는 2025-01-31", article: "기사 id" },
  parameters: {
    entity: "개체", one: "한쪽", other: "다른 쪽", source: "말한 이", about: "대상", target: "상대", predicate: "관계",
    said: "확실한 정도", since: "부터", until: "까지", depth: "단계", article: "기사",
  },
  standsFor: (value) => `기본값 ${value}`,
  kinds: {
    class: "클래스", relation: "관계", measure: "측정값", qualifier: "한정", property: "속성", modality: "확실한 정도",
    value: "값", prefix: "접두어",
  },
  offline: "서버에 닿지 않습니다. kg serve가 켜져 있는지 확인하세요.",
  failed: "질의하지 못했습니다",
  cut: (n) => `결과가 더 있습니다. 앞의 ${n}줄만 보입니다.`,
  rows: (n) => `결과 ${n}줄`,
  took: (seconds) => `${seconds}초`,
  chip: (n, seconds) => `${n}줄 · ${seconds}초`,
  row: "줄",
  table: "표",
  response: "원본",
  filter: "결과에서 찾기",
  pageSize: "한 쪽에",
  newTab: "질의",
  editor: "SPARQL 편집기. Esc를 누르고 Tab을 누르면 밖으로 나갑니다.",
  hint: "Ctrl+Enter 실행 · Ctrl+Space 자동 완성",
  truth: { True: "그렇습니다", False: "아닙니다" },
  titles: {
    "Run query": "실행 (Ctrl+Enter)", "Share query": "주소로 나누기", "Close tab": "탭 닫기", "Add tab": "새 탭",
    "Download result": "CSV로 내려받기", "Download Results": "내려받기", "Shows Table view": "표로 보기",
    "Shows Response view": "원본 보기", "Table": "표", "Response": "원본", "Add a new tab": "새 탭",
  },
  pages: {
    info: "_TOTAL_줄 가운데 _START_–_END_", infoEmpty: "", infoFiltered: "(모두 _MAX_줄)", zeroRecords: "맞는 줄이 없습니다.",
    emptyTable: "결과가 없습니다.",
  },
};
const EN = {
  run: "Run",
  any: "(any)",
  required: "required",
  placeholders: { entity: "name or id", date: "2025 or 2025-01-31", article: "id of an article" },
  parameters: {},
  standsFor: (value) => `${value} where empty`,
  kinds: {},
  offline: "The server cannot be reached. Is kg serve running?",
  failed: "The query failed",
  cut: (n) => `There is more: these are the first ${n} rows.`,
  rows: (n) => `${n} ${n === 1 ? "row" : "rows"}`,
  took: (seconds) => `${seconds} s`,
  chip: (n, seconds) => `${n} ${n === "1" ? "row" : "rows"} · ${seconds} s`,
  row: "Row",
  table: "Table",
  response: "Source",
  filter: "Find in the results",
  pageSize: "Rows a page",
  newTab: "Query",
  editor: "SPARQL editor. Press Esc and then Tab to leave it.",
  hint: "Ctrl+Enter runs · Ctrl+Space completes",
  truth: { True: "Yes", False: "No" },
  titles: {
    "Run query": "Run (Ctrl+Enter)", "Share query": "Share by address", "Download result": "Download as CSV",
    "Shows Response view": "Shows the source", "Response": "Source",
  },
  pages: {
    info: "_START_–_END_ of _TOTAL_", infoEmpty: "", infoFiltered: "(_MAX_ in all)", zeroRecords: "No row fits.",
    emptyTable: "There are no results.",
  },
};
export const lang = document.documentElement.lang === "en" ? "en" : "ko";
export const texts = lang === "en" ? EN : KO;

const CHIP = /^(?:(\d+) results?|Response) in ([\d.]+) seconds?$/;

// YASGUI speaks English: its titles, labels and words are replaced where we have others.
export function translate(root) {
  for (const element of root.querySelectorAll("[title], [aria-label]")) {
    for (const name of ["title", "aria-label"]) {
      const ours = texts.titles[element.getAttribute(name)];
      if (ours && ours !== element.getAttribute(name)) element.setAttribute(name, ours);
    }
  }
  for (const element of root.querySelectorAll(".yasr_btnGroup span")) {
    const ours = texts.titles[element.textContent];
    if (ours && ours !== element.textContent) element.textContent = ours;
  }
  for (const element of root.querySelectorAll(".yasr_response_chip")) {
    const found = CHIP.exec(element.textContent);
    if (found) element.textContent = found[1] ? texts.chip(found[1], found[2]) : texts.took(found[2]);
  }
  for (const element of root.querySelectorAll(".booleanResult span")) {
    const ours = texts.truth[element.textContent];
    if (ours) element.textContent = ours;
  }
}
