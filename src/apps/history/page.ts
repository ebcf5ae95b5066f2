import '../parts/base.css';
