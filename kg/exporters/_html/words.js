// All that the page itself says, in Korean and in English; {0} is filled in.
const WORDS = {
  title: ['뉴스 지식 그래프', 'News knowledge graph'],
  find: ['이름 찾기 (초성도 됩니다: ㅅㅅㅈㅈ)', 'Find a name'],
  findLabel: ['이름으로 찾기', 'Find by name'],
  hits: ['찾은 이름', 'Names found'],
  filters: ['필터', 'Filters'],
  filtersLabel: ['범례와 필터', 'Legend and filters'],
  overview: ['개요', 'Overview'],
  stage: ['관계도', 'Graph'],
  graph: ['개체와 관계의 그림. 찾기 상자와 오른쪽 목록으로도 모두 볼 수 있습니다.', 'A drawing of entities and relations. All of it can be reached by the search box and the lists on the right, too.'],
  empty: ['조건에 맞는 관계가 없습니다.', 'No relation passes the filters.'],
  reset: ['필터 지우기', 'Clear the filters'],
  zooming: ['확대와 축소', 'Zoom'],
  zoomIn: ['확대', 'Zoom in'],
  zoomOut: ['축소', 'Zoom out'],
  fit: ['화면에 맞추기', 'Fit to the window'],
  details: ['자세히', 'Details'],
  close: ['닫기', 'Close'],
  language: ['English', '한국어'],
  entities: ['개체', 'Entities'],
  relations: ['관계', 'Relations'],
  core: ['핵심만 보기', 'Show the core only'],
  more: ['나머지 {0}개 더 보기', 'Show {0} more'],
  degree: ['관계 {0}', '{0} links'],
  unlinked: ['관계 없음', 'no links'],
  none: ['찾는 이름이 없습니다.', 'No such name.'],
  certainty: ['확실성', 'Certainty'],
  presets: ['확실성 묶음', 'Sets of certainty'],
  clear: ['모두 지우기', 'Clear all'],
  classes: ['종류', 'Classes'],
  articles: ['기사', 'Articles'],
  statements: ['진술', 'Statements'],
  evidences: ['근거', 'Evidence'],
  allOn: ['모두 켜기', 'All on'],
  allOff: ['모두 끄기', 'All off'],
  glance: ['한눈에 보기', 'At a glance'],
  howSure: ['얼마나 확실한가', 'How certain'],
  splits: ['말이 엇갈리는 곳', 'Where they disagree'],
  split: ['엇갈림', 'disputed'],
  top: ['관계가 많은 개체', 'Most linked'],
  beyond: ['외 {0}건', 'and {0} more'],
  wikidata: ['위키데이터 {0}', 'Wikidata {0}'],
  unfold: ['그림에 없는 이웃 {0}개 펼치기', 'Unfold {0} neighbours that are not drawn'],
  figures: ['수치', 'Figures'],
  does: ['주체인 관계', 'What it did'],
  undergoes: ['대상인 관계', 'What was done to it'],
  nothing: ['이 개체에 대한 진술은 아직 없습니다.', 'Nothing is stated of it yet.'],
  mentioned: ['나온 기사', 'Articles that mention it'],
  beside: ['둘 사이의 다른 관계', 'Other relations of the two'],
  alike: ['같은 항목의 다른 수치', 'Other figures for the same'],
  unqualified: ['덧붙은 조건 없음', 'Without qualifiers'],
  article: ['기사 본문', 'The article itself'],
  anonymous: ['익명', 'Unnamed source'],
  sure: ['확신', 'Confidence'],
  sureLabel: ['추출 확신도', 'Confidence of the extraction'],
  subject: ['주어', 'subject'],
  object: ['대상', 'object'],
  trigger: ['관계를 나타내는 말', 'words of the relation'],
  subjectBefore: ['주어 ‘{0}’은(는) 앞 문장에서 이어집니다.', 'The subject ‘{0}’ comes from an earlier sentence.'],
  objectBefore: ['대상 ‘{0}’은(는) 앞 문장에서 이어집니다.', 'The object ‘{0}’ comes from an earlier sentence.'],
  unclassified: ['미분류', 'unclassified'],
  presetAll: ['모두', 'All'],
  presetAllHint: ['모든 내용', 'Everything'],
  presetFacts: ['사실만', 'Facts'],
  presetFactsHint: ['기사가 사실로 단정한 내용만', 'Only what an article states as fact'],
  presetClaims: ['주장 포함', 'Claims'],
  presetClaimsHint: ['사실과, 누군가가 주장한 내용', 'Facts, and what somebody claims'],
  presetRumours: ['소문만', 'Rumours'],
  presetRumoursHint: ['어느 기사도 사실로 단정하지 않은 내용만', 'Only what no article states as fact'],
};
const LANGUAGES = ['ko', 'en'];
const browsers = (navigator.language ?? '').toLowerCase().startsWith('ko') ? 'ko' : 'en';
let language = browsers;

/** A text of the table in the language of the page. */
function t(key, ...values) {
  return WORDS[key][LANGUAGES.indexOf(language)].replace(/\{(\d)\}/g, (_, k) => values[k]);
}
const many = n => n.toLocaleString(language);

/** Write the page's fixed texts: `data-t` names a text, `data-t-label` and `data-t-hint` those of attributes. */
function translate() {
  document.documentElement.lang = language;
  const of = { t: (e, s) => { e.textContent = s; }, tLabel: (e, s) => e.setAttribute('aria-label', s), tHint: (e, s) => e.setAttribute('placeholder', s) };
  for (const made of document.querySelectorAll('[data-t], [data-t-label], [data-t-hint]')) {
    for (const [name, put] of Object.entries(of)) if (made.dataset[name]) put(made, t(made.dataset[name]));
  }
  $('language').lang = LANGUAGES.find(l => l !== language);
}
